// Package plots draws charts of timelines, and reads nothing else.
//
// Swimlane draws one run for the reader of a document: a lane for each client and one for the
// server, messages as slanted arrows between them, callbacks as ringed dots, marks under the axis.
// The axis is folded: silent stretches become narrow bands that say how much they hide, so that 120
// ms, 90 s and 20 min are legible in one picture. A link in bad weather has a strip beside its
// client's lane: tinted by what it loses, with a line for a delay that changes.
//
// Options choose clients, a stretch of the run and an axis of one scale. With a chain of causes a
// chart brings out how one record came about: a thick line from lane to lane with numbered steps,
// which stand under the chart in words, and everything else faint.
//
// Compare draws several timelines under each other on one such axis, runs or the log of a real
// product, and joins their marks: what moved is seen, and said.
//
// StateDiagram draws a state machine, given as plain data, and the path that a client or a seat
// took through it in a run: states stand where a table puts them (machine.go), arrows and their
// captions follow from the rows (grid.go), and the steps of the path (walk.go) are numbered and
// listed.
//
// Sequence draws one run as the vendor's documents do: time downwards, an actor beside the other,
// messages slanted by the time they take, and brackets for what is waited for.
//
// An Inset draws the same for a page of HTML, whose script may stretch the time axis and ask which
// record a shape tells of (subject.go).
//
// A chart is made in three steps. A story (story.go) is what the records tell, sorted by lane. The
// layout (axis.go, flags.go, lanes.go, cells.go) gives everything a place and ends in a picture:
// shapes and texts, each text with its box. The output (output.go, pen.go) paints a picture on a
// canvas: of an SVG, a PNG or a PDF file (svg.go, png.go, pdf.go). All coordinates up to there are
// integers, tenths of a point, so an SVG has the same bytes everywhere.
package plots
