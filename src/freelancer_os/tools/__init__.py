"""The tools beside the work: resources, contacts, goals, meetings."""
