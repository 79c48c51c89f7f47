"""What appointments at the quay share: box, truck and window, the demands on them, the record of what became of them.

No procedure of its own: the leading underscore keeps the folder out of the list of procedures.
"""
