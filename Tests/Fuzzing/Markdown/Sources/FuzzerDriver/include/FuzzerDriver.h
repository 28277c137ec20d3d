// Nothing is to be called from Swift.
