"""What vehicles that cross the boundary by road are described with: plates, drivers, ports, seals.

No procedure of its own: the leading underscore keeps the folder out of the list of procedures.
"""
