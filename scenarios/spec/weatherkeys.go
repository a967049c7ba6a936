package spec

import (
	"slices"

	"roomsim/scenarios"
)

// The keys of links.
var weatherKeys = [...]Key{
	{Name: "weather", Kind: "weather file", Words: scenarios.Weathers,
		Meaning: "a weather file, which sets all keys: one of roomsim list weather, or mine.yaml " +
			"beside the scenario; keys beside it are stronger than its own, its changes stronger " +
			"than these"},
	{Name: "delay", Kind: "delay", Holds: levelLaw, Least: 1,
		Meaning: "one way: 50ms, or a law: {law: normal, mean: …, sd: …}"},
	{Name: "order", Words: orders, Default: "free",
		Meaning: "whether a message may overtake another"},
	{Name: "loss", Kind: "share or mapping", Holds: levelLoss,
		Meaning: "share of messages lost: 2.5%, or 0 to 1; or two states: {p: …, r: …}"},
	{Name: "burst", Kind: "number", Least: minBurst / 1000, Most: maxBurst / 1000,
		Needs:   []string{"loss"},
		Meaning: "messages that a loss takes one after the other, in the mean; from 1"},
	{Name: "drop", Kind: "mapping or list of whole numbers", Holds: levelDrop, Least: 1, Most: maxDrop,
		Meaning: "which messages are lost, counted from 1: [3, 4, 9], or {every: 5}"},
	{Name: "corrupt", Kind: "share", Meaning: "share of messages that arrive unreadable: lost"},
	{Name: "duplicate", Kind: "share", Meaning: "share of messages that arrive twice"},
	{Name: "reorder", Kind: "mapping", Holds: levelReorder,
		Meaning: "messages held back so that others overtake them: {share: 5%, by: 20ms}"},
	{Name: "rate", Kind: "rate", Meaning: "bits per second: 64kbit; messages wait for each other"},
	{Name: "queue", Kind: "whole number or bytes", Most: maxQueue,
		Meaning: "messages, or bytes such as 64kB, that may wait at the rate, the one under way " +
			"included; what comes then is lost; without it no bound"},
	{Name: "load", Kind: "rate", Needs: []string{"rate"},
		Meaning: "other traffic, which shares rate and queue"},
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
	{Name: "delay", Kind: "duration", Least: 1, Meaning: "constant delays"},
	{Name: "loss", Kind: "share", Meaning: "independent loss"},
	{Name: "rate", Kind: "rate", Meaning: "bits per second"},
	{Name: "queue", Kind: "whole number or bytes", Least: 1, Most: maxQueue, Needs: []string{"rate"},
		Meaning: "the same at both ends"},
	{Name: "load", Kind: "rate", Needs: []string{"rate"}, Meaning: "other traffic"},
}

// The keys of a law.
var lawKeys = [...]Key{
	{Name: "law", Words: lawNames, Required: true, Meaning: "how each one is drawn"},
	{Name: "min", Kind: "duration", Least: 1, Meaning: "uniform, pareto: the least, more than 0"},
	{Name: "max", Kind: "duration", Least: 1, Meaning: "uniform: the most"},
	{Name: "value", Kind: "duration", Least: 1, Meaning: "constant: the delay, more than 0"},
	{Name: "mean", Kind: "duration", Least: 1, Meaning: "normal, lognormal, exponential, table"},
	{Name: "sd", Kind: "duration", Least: 1,
		Meaning: "normal, lognormal, table: the standard deviation"},
	{Name: "alpha", Kind: "number", Most: maxAlpha / 1000,
		Meaning: "pareto: the exponent; up to 1 the mean is infinite"},
	{Name: "file", Kind: "file name",
		Meaning: "table: a distribution as netem's .dist files have it, beside the scenario"},
	{Name: "floor", Kind: "duration", Least: 1, Meaning: "what is less is raised to it"},
	{Name: "correlation", Kind: "share",
		Meaning: "of a delay: how much of the luck of one message the next one has"},
}

// The keys of a loss with two states.
var lossKeys = [...]Key{
	{Name: "p", Kind: "a share", Required: true, Least: 1,
		Meaning: "chance of a step from good to bad"},
	{Name: "r", Kind: "a share", Required: true, Least: 1, Meaning: "chance of a step back to good"},
	{Name: "good", Kind: "share", Default: "0%", Meaning: "lost in the good state"},
	{Name: "bad", Kind: "share", Default: "100%", Meaning: "lost in the bad state"},
	{Name: "step", Kind: "duration", Words: steps, Least: 1, Default: "message",
		Meaning: "what a step is: each message, or so much virtual time"},
}

// The keys of a weather file.
var weatherFileKeys = [...]Key{
	{Name: "roomsim", Kind: "1", Required: true, Meaning: "the version of the format; first"},
	{Name: "weather", Kind: "a name", Required: true, Meaning: "the weather's name"},
	{Name: "title", Kind: "text", Required: true, Meaning: "one line for people"},
	{Name: "source", Kind: "text", Required: true, Meaning: "where the numbers come from"},
	{Name: "both", Kind: "mapping", Holds: levelWeather, Meaning: "link keys of both directions"},
	{Name: "up", Kind: "mapping", Holds: levelWeather,
		Meaning: "link keys from the client to the server"},
	{Name: "down", Kind: "mapping", Holds: levelWeather,
		Meaning: "link keys from the server to the client"},
	{Name: "changes", Kind: "list of mappings", Holds: levelChange, Least: 2,
		Meaning: "what it does by itself, one after the other, the first at once, then anew"},
	{Name: "once", Kind: "true", Needs: []string{"changes"}, Meaning: "the last change stays"},
}
