"""The Django shell: settings, the event store, its subscribers, files, numbers. Knows no module of the house."""
