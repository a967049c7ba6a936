package model_test

import (
	"roomsim/model"
	"roomsim/model/timeline"
)

// Edits of a row, in words.
func without(do model.SeatDo) func(*model.SeatRow) {
	return func(r *model.SeatRow) { r.Do &^= do }
}

func with(do model.SeatDo) func(*model.SeatRow) {
	return func(r *model.SeatRow) { r.Do |= do }
}

func saying(reason timeline.Reason, code uint32) func(*model.ClientRow) {
	return func(r *model.ClientRow) { r.Do.Says, r.Do.Code = reason, code }
}

func clientWithout(do model.ClientDo) func(*model.ClientRow) {
	return func(r *model.ClientRow) { r.Do.Do &^= do }
}

func clientWith(do model.ClientDo) func(*model.ClientRow) {
	return func(r *model.ClientRow) { r.Do.Do |= do }
}

// plants are the planted bugs of the design, and those that show a check of ours to be alive. Left
// out: B21 and B24, which stand with the others of their sort, and B32, which is sim's.
var plants = []plant{
	{id: "B01", bug: "the server announces a Present member's login",
		seat: inSeat(model.Present, model.LoginAgain, func(r *model.SeatRow) {
			r.To, r.Do = model.Absent, model.TakeSeat|model.LeaveRecord|model.Announce
		}),
		breaks: []string{"P30", "P39", "P46"}, claims: []string{"case1 T4", "case1 T4-add"}},
	{id: "B01b", bug: "so it does, and the client's view hides it",
		seat:   inSeat(model.Present, model.LoginAgain, with(model.Announce)),
		breaks: []string{"P49"}},
	{id: "B02", bug: "the server does not announce an Absent member's return",
		seat:   inSeat(model.Absent, model.LoginFirst, without(model.Announce)),
		breaks: []string{"P31", "P60", "P49b"}, claims: []string{"case2 T6", "case1 T2"}},
	{id: "B03", bug: "the expiry is announced twice", spoil: twiceDeleted,
		breaks: []string{"P31", "P35", "P47"}, claims: []string{"case2 B-hears"}},
	{id: "B03b", bug: "a session expires again and again",
		seat: inSeat(model.Present, model.SeatExpired, func(r *model.SeatRow) {
			r.To, r.Do = model.Present, model.RenewSeat|model.LeaveRecord
		}),
		breaks: []string{"P31", "P35", "P63"}, claims: []string{"case3 T4"}},
	{id: "B04", bug: "the expiry timer is not renewed by beats, nor by a return",
		seat: both(inSeat(model.Present, model.BeatKnown, without(model.RenewSeat)),
			inSeat(model.Present, model.LoginAgain, without(model.RenewSeat))),
		breaks: []string{"P30", "P37"}, claims: []string{"case1 T4"}},
	{id: "B05", bug: "the expiry is measured from the login, not from the last beat",
		seat:   inSeat(model.Present, model.BeatKnown, without(model.RenewSeat)),
		breaks: []string{"P34", "P64"}, claims: []string{"case2 T4"}},
	{id: "B06", bug: "H is off by one beat",
		wire:   func(cfg *model.Config) { cfg.Settings.ServerTimeout += cfg.Settings.BeatInterval },
		breaks: []string{"P34", "P34b", "P38"}, claims: []string{"case2 T4", "case3 T4"}},
	{id: "B07", bug: "the give-up clock is not restarted on a second loss", spoil: oneClock,
		breaks: []string{"P37", "P32c"}},
	{id: "B07b", bug: "the give-up clock is restarted by each attempt",
		client: both(inClient(model.Rejoining, model.RetryDue, clientWith(model.NewSession)),
			inClient(model.Rejoining, model.NetworkBack, clientWith(model.NewSession))),
		breaks: []string{"P32", "P32b"}, claims: []string{"case3 T5"}},
	{id: "B08", bug: "the give-up counts five attempts, not time",
		wire:   func(cfg *model.Config) { cfg.Settings.RetryWindow = seconds(14) + 1 },
		breaks: []string{"P32"}, claims: []string{"case3 T5", "case2 A-hears"}},
	{id: "B09", bug: "an attempt still in flight after ReconnectFailed is accepted",
		client: inClient(model.Out, model.LoginUnwanted, func(r *model.ClientRow) {
			r.Do = model.ClientEffect{Says: timeline.Reconnected}
		}),
		breaks: []string{"P22", "P28", "P16"}},
	{id: "B10", bug: "the retry timer is not cancelled on Logout",
		client: both(inClient(model.Rejoining, model.CallLogout, stillTrying),
			inClient(model.Joining, model.CallLogout, stillTrying)),
		breaks: []string{"P25", "P12"}},
	{id: "B10b", bug: "so it is, and the client has left",
		client: inClient(model.Rejoining, model.CallLogout, clientWithout(model.StopTimers)),
		breaks: []string{brokenOff}},
	{id: "B11", bug: "KickOut is followed by a retry",
		client: inClient(model.In, model.Kicked, func(r *model.ClientRow) {
			r.To, r.Do.Do = model.Rejoining, model.StopTimers|model.NewSession|model.AwaitRetry
		}),
		breaks: []string{"P23"}},
	{id: "B12", bug: "Reconnecting is said again at each failed attempt",
		client: inClient(model.Rejoining, model.RetryDue,
			saying(timeline.Reconnecting, model.CodeLost)),
		breaks: []string{"P17", "P15", "P02"}, claims: []string{"case1 A-hears", "case3 A-hears"}},
	{id: "B13", bug: "Reconnected is said as Logined",
		client: inClient(model.Rejoining, model.LoginAccepted, saying(timeline.Logined, 0)),
		breaks: []string{"P14", "P12", "P30", "P33"}, claims: []string{"case1 T5", "case2 A-hears"}},
	{id: "B13b", bug: "Logined is said as Reconnected",
		client: inClient(model.Joining, model.LoginAccepted, saying(timeline.Reconnected, 0)),
		breaks: []string{"P16", "P12"}, claims: []string{"case1 T1", "case3 T1"}},
	{id: "B14", bug: "1002051 and 1002053 are swapped",
		client: both(inClient(model.In, model.ConnectionLost,
			saying(timeline.Reconnecting, model.CodeTimeout)),
			inClient(model.Rejoining, model.WindowClosed,
				saying(timeline.ReconnectFailed, model.CodeLost))),
		breaks: []string{"P18"}, claims: []string{"case1 T3", "case2 T3", "case3 T3"}},
	{id: "B14b", bug: "1002050 and 1002055 are swapped",
		client: inClient(model.In, model.Kicked, saying(timeline.KickOut, 1002055)),
		breaks: []string{"P20"}},
	{id: "B14c", bug: "Logining carries a code, and a login's time-out none",
		client: both(inClient(model.Out, model.CallLogin, saying(timeline.Logining, 1)),
			inClient(model.Joining, model.WindowClosed, saying(timeline.LoginFailed, 0))),
		breaks: []string{"P18", "P19"}, claims: []string{"case1 T0", "case2 T0", "case3 T0"}},
	{id: "B15", bug: "an update is delivered to the user itself", spoil: toldOfItself,
		breaks: []string{"P26"}},
	{id: "B16", bug: "updates are delivered before Logined",
		client: both(inClient(model.Joining, model.LoginAccepted, saying(0, 0)),
			inClient(model.In, model.BeatAnswered, saying(timeline.Logined, 0))),
		breaks: []string{"P27"}},
	{id: "B17", bug: "the newcomer's first list misses everybody",
		client: inClient(model.Joining, model.LoginAccepted, clientWithout(model.ReportRoster)),
		breaks: []string{"P50", "P60"}},
	{id: "B18", bug: "a DELETE is sent for a logout of one who is no member",
		seat: both(inSeat(model.Absent, model.LogoutUnknown, with(model.Announce)),
			inSeat(model.Present, model.LogoutUnknown, with(model.Announce))),
		breaks: []string{"P48", "P49"}},
	{id: "B19", bug: "a second device does not displace the first",
		seat:   inSeat(model.Present, model.LoginElsewhere, without(model.KickHolder)),
		breaks: []string{"P53"}},
	{id: "B19b", bug: "the same user has seats in two rooms",
		seat: both(inSeat(model.Present, model.MovedToOther, func(r *model.SeatRow) {
			r.To, r.Do = model.Present, 0
		}), inSeat(model.Present, model.MovedAway, func(r *model.SeatRow) {
			r.To, r.Do = model.Present, 0
		})),
		breaks: []string{"P45", brokenOff}},
	{id: "B20", bug: "a displaced device's later logout removes the new session's seat",
		seat: inSeat(model.Present, model.LogoutUnknown, func(r *model.SeatRow) {
			r.To, r.Do = model.Absent, model.TakeSeat|model.LeaveRecord|model.Announce
		}),
		breaks: []string{"P46", "P48", "P53"}},
	{id: "B22", bug: "a process kill sends a logout",
		client: inClient(model.In, model.AppKilled, clientWith(model.SendLogout)),
		breaks: []string{"P55"}},
	{id: "B23", bug: "B's missed DELETE is never made up",
		client: both(inClient(model.Rejoining, model.LoginAccepted, clientWithout(model.ReportRoster)),
			inClient(model.In, model.BeatAnswered, clientWithout(model.HearServer))),
		breaks: []string{"P40", "P60", "P61", "P65"}},
	{id: "B23b", bug: "so it is for as long as no beat's reply tells of it",
		client: inClient(model.Rejoining, model.LoginAccepted, clientWithout(model.ReportRoster)),
		breaks: []string{"P40", "P40b", "P50"}},
	{id: "B25", bug: "the down-link loses what the up-link should",
		wire: func(cfg *model.Config) {
			for i := range cfg.Actions {
				if l := &cfg.Actions[i].Link; l.Dirs == model.Up {
					l.Dirs = model.Both
				}
			}
		},
		breaks: []string{"P41"}},
	{id: "B26", bug: "a dropped packet is also delivered late", spoil: lateAfterAll,
		breaks: []string{"P05"}},
	{id: "B27", bug: "ties are turned round",
		wire:   func(cfg *model.Config) { cfg.Settings.TimersFirst = !cfg.Settings.TimersFirst },
		breaks: []string{"P36"}},
	{id: "B28", bug: "the end is exclusive", wire: func(cfg *model.Config) { cfg.End-- },
		breaks: []string{"P07"}},
	{id: "B40", bug: "a stale session's beat renews the seat",
		seat: both(inSeat(model.Present, model.BeatUnknown, with(model.RenewSeat)),
			inSeat(model.Present, model.BeatEnded, with(model.RenewSeat))),
		breaks: []string{"P34"}},
}
