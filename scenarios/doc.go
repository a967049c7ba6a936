// Package scenarios holds the built-in scenarios, profiles and weather: plain files, embedded. Each
// scenario shows one thing and claims it; the three documented cases cite the page, sentence by
// sentence. What scenarios name as files lies in the folder files. Beside each sort of files lies
// its JSON Schema, which their first lines name for editors; a test of scenarios/spec writes it.
// The folder logs is not embedded: it has sample logs of Case 2, of our own making, one in each
// form that can be verified, with the mappings that explain them and a scenario whose tolerances a
// real app can meet.
//
// The trace files/wobbly-cell.trace is of our own making, not measured: ten seconds of a cell whose
// rate swings between 0.5 and 2.4 Mbit a second every 2.5 s, with nothing at all from 6 s to 7.5 s.
package scenarios
