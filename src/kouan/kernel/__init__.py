"""Pure ground floor: text in two languages, clock, calendar, limits, money, dated terms, identifiers, events."""
