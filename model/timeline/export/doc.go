// Package export writes a timeline in the notations of other tools: as a Mermaid sequence diagram,
// to be read in a document, and as a trace in Chrome's event format, to be searched in Perfetto.
//
// A diagram is for reading and therefore short: it draws what explains the marks and counts the
// rest, in the place where it happened. A trace is for looking things up and therefore whole, but
// for the members of large crowds.
package export
