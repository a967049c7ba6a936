package plots_test

import (
	"fmt"
	"strings"

	"roomsim/model/timeline"
	"roomsim/plots"
)

func ExampleSwimlane() {
	cast := new(timeline.Cast)
	a := cast.Clients.Add("A", 0).First
	room := cast.Rooms.Add("lobby", 0).First
	tl := &timeline.Timeline{Scenario: "hello", Title: "A logs in", Profile: "zego", Seed: 1,
		Cast: cast,
		Records: []timeline.Record{
			{N: 1, Kind: timeline.Call, Name: timeline.LoginRoom, Who: a, Room: room},
			{N: 2, Cause: 1, Kind: timeline.Callback, Name: timeline.OnRoomStateChanged, Who: a,
				Room: room, Reason: timeline.Logining},
		},
		Marks: []timeline.Mark{{Name: "T0", N: 1}},
		End:   120_000_000, Total: 2}

	var b strings.Builder
	if err := plots.Swimlane(&b, tl, plots.SVG, plots.Options{}); err != nil {
		fmt.Println(err)
	}
	for _, text := range []string{"<title>A logs in</title>", ">T0<",
		">onRoomStateChanged Logining(0)<"} {
		fmt.Println(text, strings.Contains(b.String(), text))
	}
	// Output:
	// <title>A logs in</title> true
	// >T0< true
	// >onRoomStateChanged Logining(0)< true
}
