"""Tables of the consignments module. All of them follow from the log: ``rebuild()`` makes them anew from it.

Instants are integer microseconds (kernel.clock), weights kilograms, organisations their ids. Call, Bill and Box each
have a stream on the log; ``n`` and ``hash`` are its end, so that appending needs no reading.
"""

from kouan.modules.consignments.models.calls import Call
from kouan.modules.consignments.models.cargo import Bill, Box, Stowage
from kouan.modules.consignments.models.controls import Alarm, Appointment, Booking, Hold, Notice, Received

__all__ = ["Alarm", "Appointment", "Bill", "Booking", "Box", "Call", "Hold", "Notice", "Received", "Stowage"]
