//go:build !wasm

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// ignorePipe lets a write to a pipe that nobody reads fail with EPIPE, not end the process.
func ignorePipe() { signal.Ignore(syscall.SIGPIPE) }

// notify sends the signals that end a run to the channel.
func notify(c chan<- os.Signal) {
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
}
