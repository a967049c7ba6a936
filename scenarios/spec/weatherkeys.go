package spec

import "slices"

// The keys of links.
var weatherKeys = [...]Key{
	{Name: "weather", Kind: "name or file name",
		Meaning: "a weather file, which sets all keys: one of roomsim list weather, or mine.yaml " +
			"beside the scenario; keys beside it are stronger than its own, its changes stronger " +
			"than these"},
	{Name: "delay", Kind: "delay", Meaning: "one way: 50ms, or a law: {law: normal, mean: …, sd: …}"},
	{Name: "order", Kind: "free or fifo",
		Meaning: "whether a message may overtake another; default free"},
	{Name: "loss", Kind: "share or mapping",
		Meaning: "share of messages lost: 2.5%, or 0 to 1; or two states: {p: …, r: …}"},
	{Name: "burst", Kind: "number",
		Meaning: "messages that a loss takes one after the other, in the mean; from 1"},
	{Name: "drop", Kind: "list or mapping",
		Meaning: "which messages are lost, counted from 1: [3, 4, 9], or {every: 5}"},
	{Name: "corrupt", Kind: "share", Meaning: "share of messages that arrive unreadable: lost"},
	{Name: "duplicate", Kind: "share", Meaning: "share of messages that arrive twice"},
	{Name: "reorder", Kind: "mapping",
		Meaning: "messages held back so that others overtake them: {share: 5%, by: 20ms}"},
	{Name: "rate", Kind: "rate", Meaning: "bits per second: 64kbit; messages wait for each other"},
	{Name: "queue", Kind: "whole number or bytes",
		Meaning: "messages, or bytes such as 64kB, that may wait at the rate, the one under way " +
			"included; what comes then is lost; default no bound"},
	{Name: "load", Kind: "rate", Meaning: "other traffic, which shares rate and queue"},
	{Name: "trace", Kind: "file name",
		Meaning: "in place of rate: milliseconds, one a line, at each of which one packet can go, " +
			"as Mahimahi writes them; queue: 0 drops what cannot go at once"},
}

// rowKeys are the keys of a row of a schedule.
func rowKeys() []Key {
	after := Key{Name: "after", Kind: "a duration", Required: true,
		Meaning: "from the beginning of the schedule; the first row 0s"}
	return slices.Concat([]Key{after}, weatherKeys[1:])
}

// columns are the keys that a schedule in a CSV file may have.
var columns = []string{"after", "delay", "loss", "burst", "corrupt", "duplicate", "rate", "queue",
	"load"}

// The keys of either end of a ramp.
var slopeKeys = [...]Key{
	{Name: "delay", Kind: "duration", Meaning: "constant delays"},
	{Name: "loss", Kind: "share", Meaning: "independent loss"},
	{Name: "rate", Kind: "rate", Meaning: "bits per second"},
	{Name: "queue", Kind: "whole number or bytes", Meaning: "the same at both ends"},
	{Name: "load", Kind: "rate", Meaning: "other traffic"},
}

// The keys of a law.
var lawKeys = [...]Key{
	{Name: "law", Required: true, Meaning: "how each one is drawn",
		Kind: "constant, uniform, normal, lognormal, pareto, exponential or table"},
	{Name: "min", Kind: "duration", Meaning: "uniform, pareto: the least, more than 0"},
	{Name: "max", Kind: "duration", Meaning: "uniform: the most"},
	{Name: "value", Kind: "duration", Meaning: "constant: the delay, more than 0"},
	{Name: "mean", Kind: "duration", Meaning: "normal, lognormal, exponential, table"},
	{Name: "sd", Kind: "duration", Meaning: "normal, lognormal, table: the standard deviation"},
	{Name: "alpha", Kind: "number", Meaning: "pareto: the exponent; up to 1 the mean is infinite"},
	{Name: "file", Kind: "file name",
		Meaning: "table: a distribution as netem's .dist files have it, beside the scenario"},
	{Name: "floor", Kind: "duration", Meaning: "what is less is raised to it"},
	{Name: "correlation", Kind: "share",
		Meaning: "of a delay: how much of the luck of one message the next one has"},
}

// The keys of a loss with two states.
var lossKeys = [...]Key{
	{Name: "p", Kind: "a share", Required: true, Meaning: "chance of a step from good to bad"},
	{Name: "r", Kind: "a share", Required: true, Meaning: "chance of a step back to good"},
	{Name: "good", Kind: "share", Meaning: "lost in the good state; default 0%"},
	{Name: "bad", Kind: "share", Meaning: "lost in the bad state; default 100%"},
	{Name: "step", Kind: "message or duration",
		Meaning: "what a step is: each message, or so much virtual time; default message"},
}

// The keys of a weather file.
var weatherFileKeys = [...]Key{
	{Name: "roomsim", Kind: "1", Required: true, Meaning: "the version of the format; first"},
	{Name: "weather", Kind: "a name", Required: true, Meaning: "the weather's name"},
	{Name: "title", Kind: "text", Required: true, Meaning: "one line for people"},
	{Name: "source", Kind: "text", Required: true, Meaning: "where the numbers come from"},
	{Name: "both", Kind: "mapping", Meaning: "link keys of both directions"},
	{Name: "up", Kind: "mapping", Meaning: "link keys from the client to the server"},
	{Name: "down", Kind: "mapping", Meaning: "link keys from the server to the client"},
	{Name: "changes", Kind: "list",
		Meaning: "what it does by itself, one after the other, the first at once, then anew"},
	{Name: "once", Kind: "true", Meaning: "the last change stays"},
}
