// Package scenarios holds the built-in scenarios and profiles: plain files, embedded. Each scenario
// shows one thing and claims it; the three documented cases cite the page, sentence by sentence.
package scenarios
