"""Operating time limits that operators publish with a pledged share, and the share of cases in which they kept them.

``model``: operations and limits; ``operations.yaml``, ``shidao.yaml``: those that come with the house; ``cases``,
``judging``, ``figures``, ``wilson``: how shares are taken from a log; ``publishing``, ``stated``: limits on the log.
"""
