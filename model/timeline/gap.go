package timeline

import (
	"slices"
	"time"
)

// Wait is a setting that makes something wait, under its name, and how long.
type Wait struct {
	Name string
	For  time.Duration
}

// Waits are the settings of a run that make something wait. Those of one name follow each other.
type Waits []Wait

// sum adds up the first n waits of a name; false if there are not so many.
func (w Waits) sum(name string, n int) (total time.Duration, ok bool) {
	for i := 0; i < len(w) && n > 0; i++ {
		if w[i].Name == name {
			total += w[i].For
			n--
		}
	}
	return total, n == 0
}

// has reports whether a wait of a name lasts so long.
func (w Waits) has(name string, span time.Duration) bool {
	return slices.Contains(w, Wait{name, span})
}

// gap is the time between a record and its cause.
type gap struct {
	t        *Timeline
	cause, r *Record
	span     time.Duration
	waits    Waits
}

// made says what made the gap, as far as it can be known.
func (g *gap) made() string {
	if g.span == 0 {
		return ""
	}
	switch g.r.Kind {
	case Delivered:
		return "on " + g.link(g.r.Peer, g.r.Who)
	case Dropped:
		return "on " + g.link(g.r.Who, g.r.Peer)
	case Sent:
		return g.sending()
	case ServerDid:
		return g.serving()
	case Callback:
		return g.hearing()
	}
	return ""
}

// link names the way of a message: "A.up".
func (g *gap) link(from, to Node) string {
	if from == Server {
		return Show(g.t.Cast.Who(to)) + ".down"
	}
	return Show(g.t.Cast.Who(from)) + ".up"
}

// sending says why a message left when it did.
func (g *gap) sending() string {
	switch {
	case g.cause.Kind == Dropped:
		return g.named("sent again", []string{"transport.rto"})
	case g.r.Name == MsgBeat:
		return g.beating()
	case g.r.Name == MsgLogin && g.cause.Kind == Callback:
		return g.trying()
	case g.r.Name == MsgLogin:
		return g.named("", []string{"client.detect.network_change"})
	case g.r.Name == MsgKick && (g.cause.Name == ServerBeat || g.cause.Name == ServerLogin):
		return "until the token is over"
	case g.r.Name == MsgReject && g.cause.Kind == ServerDid:
		return "until the login came"
	case g.r.Who == Server:
		return g.named("in the server", []string{process}, []string{fanout},
			[]string{process, fanout})
	}
	return ""
}

// beating counts the beats of one stay in a room.
func (g *gap) beating() string {
	interval, ok := g.waits.sum("client.heartbeat.interval", 1)
	n := g.count()
	words := "beat " + string(appendNumber(nil, n))
	switch {
	case !ok || g.span != time.Duration(n)*interval:
		return words
	case n == 1:
		return words + ": client.heartbeat.interval"
	}
	return words + ": " + string(appendNumber(nil, n)) + " × client.heartbeat.interval"
}

// trying counts the attempts of one login or loss.
func (g *gap) trying() string {
	n := g.count()
	words := "attempt " + string(appendNumber(nil, n))
	first := 0
	for _, w := range g.waits {
		if w.Name == retryWaits {
			first++
		}
	}
	first = min(first, int(n))
	span, _ := g.waits.sum(retryWaits, first)
	tail, ok := g.waits.sum(retryTail, 1)
	rest := int(n) - first
	switch {
	case first == 0 || rest > 0 && !ok || g.span != span+time.Duration(rest)*tail:
		return words
	case rest > 0:
		return words + ": " + retryWaits + ", then " + retryTail
	}
	return words + ": " + retryWaits
}

// count is how many messages like r its cause has led to, r included.
func (g *gap) count() (n uint32) {
	later := g.t.after(g.cause) // no effect comes before its cause
	for i := range later {
		r := &later[i]
		if r.N > g.r.N {
			break
		}
		if r.Kind == Sent && r.Name == g.r.Name && r.Cause == g.r.Cause && r.Who == g.r.Who {
			n++
		}
	}
	return n
}

// serving says why the server did something when it did.
func (g *gap) serving() string {
	switch g.r.Name {
	case ServerExpire:
		user := words{t: g.t}
		user.user(g.r)
		return g.named("without a word from "+string(user.what), []string{serverTimeout},
			[]string{serverTimeout, process}, []string{"server.close_grace"})
	case ServerClose:
		return g.named("empty", []string{"server.room.linger"})
	case ServerLogout:
		if g.r.Left() == LeaveToken {
			return "until the token is over"
		}
	}
	return ""
}

// hearing says why a client told its app something when it did.
func (g *gap) hearing() string {
	switch {
	case g.r.Name == OnRoomTokenWillExpire:
		return "until the token is nearly over"
	case g.r.Name == OnRoomOnlineUserCountUpdate:
		return g.named("", []string{"client.online_count"})
	case g.cause.Kind == Network:
		return g.named("", []string{"client.detect.network_change"})
	case g.cause.Kind == Delivered:
		return g.named("without a reply to a beat", []string{"client.silence.notices"},
			[]string{"client.heartbeat.timeout"})
	case g.cause.Kind == Callback:
		return g.named("without an answer", []string{"client.retry.window"})
	}
	return ""
}

// named adds to words the setting that makes the gap, the first of several choices that does so
// exactly. A choice is one setting, or the sum of two.
func (g *gap) named(words string, choices ...[]string) string {
	for _, choice := range choices {
		if len(choice) == 1 && g.waits.has(choice[0], g.span) {
			return joined(words, ": ", choice[0])
		}
		if len(choice) == 2 {
			a, known := g.waits.sum(choice[0], 1)
			b, also := g.waits.sum(choice[1], 1)
			if known && also && a+b == g.span {
				return joined(words, ": ", choice[0]+" + "+choice[1])
			}
		}
	}
	return words
}

func joined(a, between, b string) string {
	if a == "" {
		return b
	}
	return a + between + b
}

// The settings that are named more than once.
const (
	process       = "server.process"
	fanout        = "server.fanout"
	serverTimeout = "server.heartbeat.timeout"
	retryWaits    = "client.retry.waits"
	retryTail     = "client.retry.tail"
)
