// Nothing: the cost of the process itself.
