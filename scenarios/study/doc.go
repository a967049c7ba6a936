// Package study runs a scenario many times.
//
// Run i of a scenario with seed s is the scenario with seed s + i: whatever it shows can be seen
// again by running the scenario with that seed. Check puts the claims over many runs to these runs,
// on as many workers as it is given; each has one world, which is built once. What comes of it does
// not depend on the number of workers.
package study
