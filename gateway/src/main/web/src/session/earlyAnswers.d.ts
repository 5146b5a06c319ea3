// A script without exports: the import runs it.
export {}
