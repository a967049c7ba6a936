package timeline

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"roomsim/sim"
)

var update = flag.Bool("update", false, "write the goldens anew; then read the diff")

// golden compares got with a file of testdata.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
	}
}

// Ids in the hand-made timelines.
const (
	alice, bob = 1, 2
	nodeA      = Node(1)
	nodeB      = Node(2)
	lobby      = 1
)

// writer writes timelines by hand; times are in milliseconds.
type writer struct{ *Timeline }

func newWriter() writer {
	cast := &Cast{}
	cast.Clients.Add("A", 0)
	cast.Clients.Add("B", 0)
	cast.Users.Add("alice", 0)
	cast.Users.Add("bob", 0)
	cast.Users.Add("crowd", 500)
	cast.Rooms.Add("lobby", 0)
	return writer{&Timeline{Scenario: "case2", Title: "A comes back", Profile: "zego", Seed: 1,
		Cast: cast, End: sim.Time(480e9), Events: 412}}
}

// add appends r at a time and returns its number.
func (w writer) add(ms float64, r Record, marks ...string) uint32 {
	w.Total++
	r.N, r.At = w.Total, sim.Time(ms*1e6)
	w.Records = append(w.Records, r)
	for _, name := range marks {
		w.Marks = append(w.Marks, Mark{name, r.N})
	}
	return r.N
}

func state(who Node, reason Reason, code, cause uint32) Record {
	return Record{Kind: Callback, Name: OnRoomStateChanged, Who: who, Room: lobby, Reason: reason,
		Arg: code, Cause: cause}
}

func wire(kind Kind, name Name, from, to Node, cause uint32) Record {
	if kind == Delivered {
		from, to = to, from
	}
	return Record{Kind: kind, Name: name, Who: from, Peer: to, Room: lobby, Cause: cause}
}

func server(name Name, user, cause uint32) Record {
	return Record{Kind: ServerDid, Name: name, User: user, Room: lobby, Cause: cause}
}

// handmade has a record of every kind and name, every flag and every form of a list of users.
func handmade() *Timeline {
	w := newWriter()
	call := w.add(0, Record{Kind: Call, Name: LoginRoom, Who: nodeB, Room: lobby})
	w.add(0, state(nodeB, Logining, 0, call))
	call = w.add(5000, Record{Kind: Call, Name: LoginRoom, Who: nodeA, Room: lobby}, "T0")
	w.add(5000, state(nodeA, Logining, 0, call))
	sent := w.add(5000, wire(Sent, MsgLogin, nodeA, Server, call))
	heard := w.add(5050, wire(Delivered, MsgLogin, nodeA, Server, sent))
	login := w.add(5050, server(ServerLogin, alice, heard))
	sent = w.add(5070, wire(Sent, MsgAccept, Server, nodeA, login))
	heard = w.add(5120, wire(Delivered, MsgAccept, Server, nodeA, sent))
	w.add(5120, state(nodeA, Logined, 0, heard), "T1")
	everyone := Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeA, Room: lobby,
		Flag: Add | Listed, Arg: w.List(ids(2, 502)), Cause: heard}
	w.add(5120, everyone)
	notice := wire(Sent, MsgNotice, Server, nodeB, login)
	notice.User, notice.Flag = alice, Add
	sent = w.add(5170, notice)
	notice.Kind, notice.Who, notice.Peer, notice.Cause = Delivered, nodeB, Server, sent
	heard = w.add(5220, notice)
	w.add(5220, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Room: lobby, User: alice,
		Flag: Add, Cause: heard}, "T2")
	handmadeLoss(w)
	handmadeRest(w)
	handmadeRooms(w)
	return w.Timeline
}

// handmadeLoss is the cut and what came of it.
func handmadeLoss(w writer) {
	sent := w.add(65120, wire(Sent, MsgBeat, nodeA, Server, 0))
	heard := w.add(65170, wire(Delivered, MsgBeat, nodeA, Server, sent))
	beat := w.add(65170, server(ServerBeat, alice, heard))
	alive := wire(Dropped, MsgAlive, Server, nodeA, beat)
	alive.Flag = DeviceDown
	cut := w.add(65500, Record{Kind: Network, Name: NetworkDown, Who: nodeA}, "cut", "T3'")
	w.add(65500, alive)
	lost := w.add(65500, state(nodeA, Reconnecting, 1002051, cut), "T3")
	sent = w.add(67500, wire(Sent, MsgLogin, nodeA, Server, lost))
	drop := wire(Dropped, MsgLogin, nodeA, Server, sent)
	drop.Flag = DeviceDown
	w.add(67500, drop)
	w.add(70000, Record{Kind: Link, Name: WeatherSet, Arg: w.Text("A.up loss 100%")})
	w.add(71000.0000123, Record{Kind: Link, Name: WeatherEnd, Arg: w.Text("A.up loss 100%")})
	expired := w.add(155170, server(ServerExpire, alice, beat))
	w.add(155320, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Room: lobby, User: alice,
		Flag: Delete, Cause: expired}, "T4'")
	w.add(155320, Record{Kind: Network, Name: NetworkUp, Who: nodeA, Flag: Ineffective})
}

// handmadeRest has what is left of kinds, names and flags.
func handmadeRest(w writer) {
	w.add(160000, Record{Kind: Network, Name: NetworkSwitch, Who: nodeA})
	again := server(ServerLogin, alice, 0)
	again.Flag = Again
	w.add(160000, again)
	w.add(161000, server(ServerDisplace, alice, 0))
	w.add(161000, server(ServerLogout, bob, 0))
	kick := wire(Sent, MsgKick, Server, nodeA, 0)
	kick.Arg = 1002050
	w.add(161000, kick)
	w.add(162000, Record{Kind: Call, Name: LogoutRoom, Who: nodeA, Room: lobby, Flag: Ineffective})
	w.add(163000, Record{Kind: Note, Name: ProcessKill, Who: nodeA})
	w.add(164000, Record{Kind: Note, Name: ProcessStart, Who: nodeA})
	w.add(165000, Record{Kind: Note, Name: Remark,
		Arg: w.Text("the action marked heal never ran: its mark did not come")}, "heal")
	w.add(165000, Record{Kind: Note, Name: Remark, Who: nodeA, Arg: w.Text("nothing to do")})
	list := w.List([]uint32{alice, bob, 3})
	for i, name := range []Name{MsgLogout, MsgFetch, MsgReject, MsgRefuse, MsgRoster} {
		r := wire(Sent, name, nodeA, Server, 0)
		if name >= MsgAccept {
			r.Who, r.Peer = r.Peer, r.Who
		}
		switch name {
		case MsgReject:
			r.Arg = 1002001
		case MsgRefuse:
			r.Kind, r.Flag = Dropped, Lost
		case MsgRoster:
			r.Kind, r.Flag, r.Arg = Dropped, Stale|Listed, list
		}
		w.add(170000+float64(i), r)
	}
	dead := wire(Dropped, MsgAlive, Server, nodeA, 0)
	dead.Flag = Dead
	w.add(180000, dead)
	for i, name := range []Flag{Add, Delete} {
		w.add(400000+float64(i), Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Room: lobby,
			Flag: name | Listed, Arg: [...]uint32{list, w.List(nil)}[i]})
	}
	for r := Logining; r < lastReason; r++ {
		w.add(450000, state(nodeB, r, uint32(r), 0))
	}
	w.End = sim.Time(480e9)
}

// ids lists first to last.
func ids(first, last uint32) []uint32 {
	var list []uint32
	for id := first; id <= last; id++ {
		list = append(list, id)
	}
	return list
}

// handmadeRooms is what calls, backends and servers do besides.
func handmadeRooms(w writer) {
	token := w.Text("with a token for 60s")
	call := w.add(480000, Record{Kind: Call, Name: SwitchRoom, Who: nodeA, Room: lobby,
		Arg: w.Text("to den")})
	w.add(480000, Record{Kind: Call, Name: RenewToken, Who: nodeA, Room: lobby, Arg: token})
	w.add(480000, Record{Kind: Call, Name: DestroyEngine, Who: nodeA})
	for _, name := range []Name{ServerClosed, ServerCreate, ServerClose} {
		w.add(480000, server(name, 0, call))
	}
	for why := LeaveNormal; why < leaves; why++ {
		r := server(ServerLogout, alice, call)
		r.Arg = Counted(7, why)
		w.add(480000, r)
		w.add(480000, Record{Kind: ServerDid, Name: ServerClose, Room: lobby, Arg: uint32(why),
			Cause: call})
	}
	kick := server(BackendKick, alice, 0)
	kick.Arg = w.Text("spam")
	refuse := server(BackendRefuse, alice, 0)
	refuse.Arg = 1002099
	start := Record{Kind: ServerDid, Name: ServerRestart, Arg: w.Text("memory lost")}
	for _, r := range []Record{kick, server(BackendClose, 0, 0), refuse,
		server(BackendBan, alice, 0), server(BackendUnban, alice, 0),
		{Kind: ServerDid, Name: ServerStop}, {Kind: ServerDid, Name: ServerStart}, start} {
		w.add(480000, r)
	}
	w.add(480000, Record{Kind: Note, Name: ProcessSuspend, Who: nodeA})
	w.add(480000, Record{Kind: Note, Name: ProcessResume, Who: nodeA})
	w.add(480000, Record{Kind: Callback, Name: OnRoomOnlineUserCountUpdate, Who: nodeB, Room: lobby,
		Arg: 12, Cause: call})
	w.add(480000, Record{Kind: Callback, Name: OnRoomTokenWillExpire, Who: nodeA, Room: lobby,
		Arg: 30, Cause: call})
	gone := wire(Dropped, MsgRenew, nodeA, Server, call)
	gone.Flag = Gone
	w.add(480000, gone)
}
