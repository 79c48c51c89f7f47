"""A port month that never was: ships, boxes, declarations and officers, through the same services that people use.

The port is Chengwan 澄湾, which does not exist. The reference tables hold real offices only, so its customs offices and
its port carry the codes of Zhanjiang. Everything the simulator makes is marked as demonstration.
"""
