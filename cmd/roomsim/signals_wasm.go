package main

import "os"

// ignorePipe does nothing: WebAssembly has no signals, a write fails with EPIPE.
func ignorePipe() {}

// notify does nothing.
func notify(chan<- os.Signal) {}
