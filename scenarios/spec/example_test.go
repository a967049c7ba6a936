package spec_test

import (
	"fmt"

	"roomsim/scenarios/spec"
)

func Example() {
	_, err := spec.Parse("meeting.yaml", []byte(`roomsim: 1
name: meeting
end: 90
clients:
  A: {usr: alice}
script:
  - {at: 0s, client: A, call: logonRoom, room: lobby}
`), spec.Options{})
	fmt.Println(err)
	// Output:
	// meeting.yaml:3:6: 90 has no unit; expected a duration such as 90s
	// meeting.yaml:5:7: unknown key "usr"; did you mean "user"? keys here are user, count, notify
	// meeting.yaml:7:31: unknown call; did you mean "loginRoom"?
}

func ExampleLoad() {
	s, err := spec.Load("case2", spec.Options{Sets: []string{"server.heartbeat.timeout=80s"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.File, s.Config.Profile, s.Config.Settings.ServerTimeout)
	// Output: scenarios/case2.yaml zego 1m20s
}
