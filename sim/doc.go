// Package sim is the kernel of a deterministic discrete-event simulation: integer virtual time, an
// agenda of what is still to happen, named random streams, laws of random delays and exact ratios.
// It knows nothing of rooms.
//
// Events happen in one total order: by time, then by rank, then by the order in which they were
// scheduled. Nothing here reads a wall clock or a map's order, and floating point, which only some
// laws need, is kept to sums, guarded products and square roots, which are the same on every
// processor. So a run is the same to the last bit wherever it is repeated.
package sim
