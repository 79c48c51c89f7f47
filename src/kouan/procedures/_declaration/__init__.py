"""What import and export declarations share: fields of the header, goods lines, boxes, and the rules on them.

Not a procedure: the leading underscore keeps it out of the list. Fields follow GACC Announcement 2019-18; ``Tag`` names
each one's place in the single-window ``DecMessage``.
"""
