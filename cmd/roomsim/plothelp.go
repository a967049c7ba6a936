package main

const plotLong = `Run a scenario and draw what happened: a lane for each client and one for the server,
messages as arrows, callbacks as dots, marks under the axis. Several scenarios are drawn under
each other on one time axis, with lines between their marks that say what moved. The ending of
FILE chooses the format: .svg, .png or .pdf.

A chart has room for 12 lanes; who is left out is named at its foot. --only chooses clients, crowds
and members of crowds, in the order of the scenario. --collapse leaves nobody out: a lane each for
those that a mark names (or --only), and one lane for all others that counts how many are in which
state. --from and --until choose a stretch; what was going on before goes on from its edge.

--why brings out how a record came about: the chain of its causes as one thick line with numbered
steps, from the first call to the callback, and what silenced whom meanwhile. The steps stand under
the chart in words.

Under the axis stand the claims: the window that each allows as a bracket, and what came as a
diamond in it or a cross outside. A window that the axis cannot show to scale is dashed and has a
scale of its own, on which the diamond is true. Of more than nine claims those are drawn that
failed and the tightest, of several scenarios those that failed; --claims chooses. A claim that
failed does not change the exit code, which is 0 for every chart that was drawn: roomsim check
judges.

--kind sequence draws the same with time downwards and an actor beside the other, as the vendor's
page does, with brackets for what was waited for.

--kind states draws a state machine instead, as roomsim states prints it, and the path of one
client through it: its steps numbered and timed, what was not reached pale. Without --of it is
the client whose network or app goes first, else the first that a mark names. --seat draws the
server's machine, of a user's seat.

With --kind cdf, histogram or strip a scenario is run many times, and the chart shows how far a
mark is from another, with the window of the claim about them. With --kind outcomes it is a map
over one setting or two of what a client sees of a user: nothing, DELETE and ADD, or DELETE for
good; --of and --by say whose view of whom, and default to what the claims are about.

--vary KEY=A,B,… runs a variant with each value: of a setting, of seed or profile, or of the time
of an action that has a mark, such as heal.at or tunnel.for. Lanes are drawn under each other.`

const plotExamples = `  roomsim plot case2 -o case2.svg
  roomsim plot mine.yaml -o mine.png --set server.heartbeat.timeout=80s --claims failed
  roomsim plot case1 case2 case3 -o cases.pdf
  roomsim plot case2 --why "T4'" -o why.svg          what led to B's DELETE, step by step
  roomsim plot case2 --from "T3 - 1s" --until "T3 + 2m" -o cut.svg
  roomsim plot case3 --axis linear -o true.svg       one scale: how long 20 min really are
  roomsim plot cell-outage --only near-1,far-7 -o seven.svg
  roomsim plot cell-outage --only near-1 --collapse -o few.svg   all others share a lane of counts
  roomsim plot case2 --vary server.heartbeat.timeout=80s,90s,100s -o panels.svg
  roomsim plot case3 --kind sequence -o case3.svg
  roomsim plot case2 --kind states --of A -o states.svg
  roomsim plot cut-at-any-moment --kind cdf --runs 400 -o curve.svg
  roomsim plot cut-at-any-moment --kind strip --vary client.heartbeat.interval=10s,30s \
    -o strip.svg
  roomsim plot case2 --kind outcomes --vary 'heal.at=cut + 1m,cut + 2m,cut + 5m' \
    --vary server.heartbeat.timeout=30s,90s,3m -o map.svg`
