// Package model is the mechanism of a real-time room: clients that log in, beat, lose the server
// and come back; a server that keeps a seat for each and forgets the silent; links between them.
//
// Clients and server are transition tables (client.go, server.go) whose rows name their effects;
// the world (world.go) turns events into inputs of these tables. Nothing in a table or in the world
// knows why it is being run: the documented cases come out of beats, timers and links. [Room
// Reconnection]
package model
