"""One package a module; they meet only at each other's ``public``."""
