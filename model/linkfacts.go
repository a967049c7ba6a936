package model

const rfcTimer = "RFC 6298"

// carrying is the settings of what carries messages.
var carrying = [...]Setting{
	{Name: "transport.kind", Kind: KindChoice, Words: []string{"datagram", "stream"},
		Default: "stream", Label: Assumed, Source: ours + "; the web SDK has a WebSocket",
		ReadBy:  "link",
		Meaning: "a session's messages go each for itself, or as a stream: in order, lost ones again"},
	{Name: "transport.rto", Kind: KindSpan, Default: "200ms",
		Label: Observed, Source: "Linux, TCP_RTO_MIN", ReadBy: "link",
		Meaning: "a stream sends a lost message again after this long, then twice as long, and so on"},
	{Name: "transport.rto_max", Kind: KindSpan, Default: "60s",
		Label: Documented, Source: rfcTimer + ", 2.5", ReadBy: "link",
		Meaning: "the bound on these waits; not less than transport.rto"},
	{Name: "transport.timeout", Kind: KindSpan, Words: []string{"never"}, Default: "never",
		Label: Assumed, Source: ours, ReadBy: "link",
		Meaning: "a stream breaks when a message is sent again in vain for so long; its client is told"},
	{Name: "size.login", Kind: KindBytes, Default: "500B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of a login, for links with a rate"},
	{Name: "size.accept", Kind: KindBytes, Default: "300B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of an accepted login or a roster, without its users"},
	{Name: "size.user", Kind: KindBytes, Default: "60B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of each user in a roster, and of the one in a notice"},
	{Name: "size.beat", Kind: KindBytes, Default: "60B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of a beat"},
	{Name: "size.alive", Kind: KindBytes, Default: "60B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of the reply to a beat"},
	{Name: "size.notice", Kind: KindBytes, Default: "200B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of a notice, without its user"},
	{Name: "size.other", Kind: KindBytes, Default: "100B", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of any other message"},
}

// linkFacts: L, links and what rides on them.
var linkFacts = [...]Fact{
	{"L1", Observed, rfcTimer + ", 5.5; Linux",
		"a stream sends a lost message again: after transport.rto, then after twice as long each " +
			"time, up to transport.rto_max; the sender knows of the loss, acknowledgements are not " +
			"modelled"},
	{"L2", Documented, "RFC 9293, 3.4",
		"a stream keeps its order: what is behind a lost message waits"},
	{"L3", Assumed, ours,
		"a loss that the SDK has noticed, a switch of network, the end of the process or of the " +
			"server end a connection, and each attempt to log in opens one of its own; nothing of " +
			"an ended one is sent again, what is under way still arrives"},
	{"L4", Assumed, ours,
		"a login from a device without a network opens no connection, so it is not sent again"},
	{"L5", Assumed, ours, "the other end of a broken connection finds out by silence alone"},
	{"L6", Assumed, ours,
		"a message waits at the link's neck first and may be lost behind it: a lost one has taken " +
			"its turn"},
	{"L7", Observed, "Mahimahi, mm-link",
		"each line of a trace is an opportunity to deliver a packet of up to 1500 bytes, and after " +
			"the last the trace begins anew; unlike there, two small messages never share one"},
	{"L8", Documented, "Gilbert 1960, Elliott 1963",
		"loss in bursts is a chain of two states, begun in its stationary law, that steps with each " +
			"message or with time"},
	{"L9", Assumed, ours,
		"each message has one draw of its link's luck, from which loss, delay, copies and order all " +
			"come: another law for one leaves the luck of the others"},
}
