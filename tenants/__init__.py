"""The ground floor: whatever must know which firm it is working for."""
