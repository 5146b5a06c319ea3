// It gives nothing; importing it runs it.
export {}
