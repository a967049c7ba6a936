// Package replicate runs many independent things on a few workers and returns their results by
// index. It is the only package below cmd that starts goroutines.
//
// The results are the same for every number of workers, as long as what one index does depends on
// that index alone. A worker has a number, so that it can keep something expensive, such as a
// simulated world, and reset it for each of its indices instead of building it anew.
package replicate
