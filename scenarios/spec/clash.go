package spec

import (
	"fmt"
	"strings"
	"time"

	"roomsim/sim"
)

// check finds settings that contradict each other.
func (l *layered) check() {
	s := &l.values
	const bound, tail, waits = "client.retry.cap", "client.retry.tail", "client.retry.waits"
	const interval, silence = "client.heartbeat.interval", "client.heartbeat.timeout"
	const server = "server.heartbeat.timeout"
	if s.RetryCap > 0 && s.RetryCap < s.RetryTail {
		l.clash(false, clash{bound, tail, s.RetryCap, s.RetryTail, ", the wait it bounds"})
	}
	if s.RetryCap > 0 && len(s.RetryWaits) > 0 && s.RetryCap < s.RetryWaits[0] {
		l.clash(false, clash{bound, waits, s.RetryCap, s.RetryWaits[0], ", the first wait"})
	}
	if s.ServerTimeout > 0 && s.ServerTimeout < s.BeatInterval {
		l.clash(true, clash{server, interval, s.ServerTimeout, s.BeatInterval,
			": every seat expires between two beats"})
	}
	if s.SilenceTimeout > 0 && s.SilenceTimeout < s.BeatInterval {
		l.clash(true, clash{silence, interval, s.SilenceTimeout, s.BeatInterval,
			": every connection is given up between two beats"})
	}
	for _, n := range s.Notices {
		const notices = "client.silence.notices"
		if s.SilenceTimeout > 0 && n.After > s.SilenceTimeout {
			l.clash(false, clash{silence, notices, s.SilenceTimeout, n.After,
				": the notice " + n.Name + " is never told"})
		}
		if n.After < s.BeatInterval {
			l.clash(true, clash{notices, interval, n.After, s.BeatInterval,
				": the notice " + n.Name + " is told between two beats"})
		}
	}
	l.checkTransport()
}

// checkTransport finds settings of what carries messages that contradict each other.
func (l *layered) checkTransport() {
	s := &l.values
	const rto, most, timeout = "transport.rto", "transport.rto_max", "transport.timeout"
	if s.ResendMost > 0 && s.ResendMost < s.Resend {
		l.clash(false, clash{most, rto, s.ResendMost, s.Resend, ", the first of the waits it bounds"})
	}
	if s.Stream && s.TransportTimeout > 0 && s.TransportTimeout <= s.Resend {
		l.clash(true, clash{timeout, rto, s.TransportTimeout, s.Resend,
			": a stream breaks before it sends anything again"})
	}
}

// clash is two settings that do not go together: the first is below the second, or the same.
type clash struct {
	low, high string
	is, than  time.Duration
	why       string
}

// clash reports two settings where the stronger one of them was set.
func (l *layered) clash(warning bool, c clash) {
	at, other := l.from[l.index(c.low)], l.from[l.index(c.high)]
	if other.layer > at.layer {
		at = other
	}
	if at.node == nil {
		return
	}
	d := *at.d
	d.lead = strings.TrimSuffix(strings.TrimSuffix(d.lead, c.low+": "), c.high+": ")
	is := "is below"
	if c.is == c.than {
		is = "is no more than"
	}
	d.add(at.node, 0, fmt.Sprintf("%s (%s) %s %s (%s)%s", c.low, sim.FormatSpan(c.is), is,
		c.high, sim.FormatSpan(c.than), c.why), "", warning)
}
