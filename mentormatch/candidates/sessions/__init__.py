"""Who may lead and attend what, when and where: docs/timetable.md, T1 to T6, in columns. Decides nothing."""
