// Package sim is the kernel of a deterministic discrete-event simulation: integer virtual time, an
// agenda of what is still to happen, named random streams and exact ratios. It knows nothing of
// rooms.
//
// Events happen in one total order: by time, then by rank, then by the order in which they were
// scheduled. Nothing here reads a wall clock, a map's order or the processor's floating point, so a
// run is the same to the last bit wherever it is repeated.
package sim
