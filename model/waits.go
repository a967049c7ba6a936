package model

import "roomsim/model/timeline"

// Waits are the settings that make something wait, for who tells a chain of causes. Those that a
// draw decides, or none is set for, are not among them.
func (s *Settings) Waits() timeline.Waits {
	waits := timeline.Waits{
		{Name: "server.process", For: s.Process},
		{Name: "server.fanout", For: s.Fanout},
		{Name: "server.heartbeat.timeout", For: s.ServerTimeout},
		{Name: "client.heartbeat.interval", For: s.BeatInterval},
		{Name: "client.heartbeat.timeout", For: s.SilenceTimeout},
	}
	for _, n := range s.Notices {
		waits = append(waits, timeline.Wait{Name: "client.silence.notices", For: n.After})
	}
	if jitter, _ := s.RetryJitter.Parts(); jitter == 0 && s.RetryDraws == nil {
		for _, wait := range s.RetryWaits {
			waits = append(waits, timeline.Wait{Name: "client.retry.waits", For: wait})
		}
		waits = append(waits, timeline.Wait{Name: "client.retry.tail", For: s.RetryTail})
	}
	for _, w := range []timeline.Wait{
		{Name: "client.detect.network_change", For: s.Detect},
		{Name: "client.retry.window", For: s.RetryWindow},
		{Name: "client.online_count", For: s.CountInterval},
		{Name: "server.close_grace", For: s.CloseGrace},
		{Name: "server.room.linger", For: s.RoomLinger},
		{Name: "transport.rto", For: s.Resend},
	} {
		if w.For > 0 {
			waits = append(waits, w)
		}
	}
	return waits
}
