"""What people read of a timetable: the week, who has something to go to and who not, money, dates lost, lists.

In: a judged plan with a timetable. Out: lines and rows, as everywhere in `reports`. Nobody is named for a drop-in.
"""
