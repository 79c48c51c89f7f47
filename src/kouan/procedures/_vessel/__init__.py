"""What the entry and the exit of a ship share: people, cargo and call, the boarding of all agencies at once.

No procedure of its own: the leading underscore keeps the folder out of the list of procedures.
"""
