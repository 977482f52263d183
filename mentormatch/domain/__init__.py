"""What things ARE: people, places, the week, policy, history, a plan, a verdict, a problem; and the catalogues.

In: nothing but the standard library and attrs. Out: nouns that cross between rooms, each consistent in itself.
Never here: an algorithm, a file, a solver. Import nouns from their own modules.
"""
