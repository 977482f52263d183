"""What people read: the first screen after `match`, a person's page, problems, the rows of written tables.

In: a judged plan, the programme, who is called what. Out: lines of text at most 80 columns wide, and rows.
A cause that is about safeguarding reads here as lack of places; only `safeguarding` says more. Never here:
a file, a solver, a colour.
"""
