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
		Meaning: "a stream breaks when a message has not got through for this long; its client knows"},
	{Name: "size.login", Kind: KindBytes, Default: "500", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of a login, for links with a rate"},
	{Name: "size.accept", Kind: KindBytes, Default: "300", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of an accepted login or a roster, without its users"},
	{Name: "size.user", Kind: KindBytes, Default: "60", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of each user in a roster, and of the one in a notice"},
	{Name: "size.beat", Kind: KindBytes, Default: "60", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of a beat"},
	{Name: "size.alive", Kind: KindBytes, Default: "60", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of the reply to a beat"},
	{Name: "size.notice", Kind: KindBytes, Default: "200", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of a notice, without its user"},
	{Name: "size.other", Kind: KindBytes, Default: "100", Label: Assumed, Source: ours,
		ReadBy: "link", Meaning: "bytes of any other message"},
}
