package timeline_test

import (
	"fmt"
	"os"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// A run is a list of records. Marks give names to some; a chain of causes leads from what was seen
// to what began it.
func Example() {
	cast := &timeline.Cast{}
	a, b := cast.Clients.Add("A", 0).First, cast.Clients.Add("B", 0).First
	alice := cast.Users.Add("alice", 0).First
	lobby := cast.Rooms.Add("lobby", 0).First
	t := &timeline.Timeline{Scenario: "example", Profile: "zego", Cast: cast, End: sim.Time(200e9)}
	t.Records = []timeline.Record{
		{N: 1, At: sim.Time(5e9), Kind: timeline.Call, Name: timeline.LoginRoom, Who: a, Room: lobby},
		{N: 2, At: sim.Time(5.05e9), Kind: timeline.ServerDid, Name: timeline.ServerLogin, User: alice,
			Room: lobby, Cause: 1},
		{N: 3, At: sim.Time(95.05e9), Kind: timeline.ServerDid, Name: timeline.ServerExpire, User: alice,
			Room: lobby, Cause: 2},
		{N: 4, At: sim.Time(95.2e9), Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate, Who: b,
			Room: lobby, User: alice, Flag: timeline.Delete, Cause: 3},
	}
	t.Marks = []timeline.Mark{{Name: "T0", N: 1}, {Name: "T4'", N: 4}}

	if err := t.WriteText(os.Stdout, timeline.TextOptions{}); err != nil {
		fmt.Println(err)
	}
	fmt.Println("why:")
	for _, r := range t.Chain(t.Mark("T4'")) {
		fmt.Println(" ", t.Say(r))
	}
	// Output:
	// 5.000s  #1  A       calls loginRoom lobby          ◂ T0
	//  5.050s  #2  server  alice logs in to lobby
	// 95.050s  #3  server  alice's seat expired
	// 95.200s  #4  B       onRoomUserUpdate DELETE alice  ◂ T4'
	// why:
	//   B onRoomUserUpdate DELETE alice
	//   server: alice's seat expired
	//   server: alice logs in to lobby
	//   A calls loginRoom lobby
}
