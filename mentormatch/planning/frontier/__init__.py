"""Trade-offs: the exact front of two measures, and a plan for each of its points."""

from mentormatch.planning.frontier.asked import Asked, Progressed, Settled, TooLargeError
from mentormatch.planning.frontier.made import Made, MadePoint
from mentormatch.planning.frontier.making import make_front

__all__ = ["Asked", "Made", "MadePoint", "Progressed", "Settled", "TooLargeError", "make_front"]
