package scenarios

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.yaml profiles/*.yaml weather/*.yaml files/*
//go:embed *.json profiles/*.json weather/*.json logs/*.json
var files embed.FS

// Names lists the built-in scenarios in alphabetical order.
func Names() []string { return list(".") }

// Profiles lists the built-in profiles in alphabetical order.
func Profiles() []string { return list("profiles") }

// Weathers lists the built-in weather files in alphabetical order.
func Weathers() []string { return list("weather") }

// Open opens a file that a built-in scenario names, which lies beside the scenarios.
func Open(name string) (fs.File, error) { return files.Open(name) }

// Read returns the text of a built-in scenario.
func Read(name string) ([]byte, bool) { return read(name + ".yaml") }

// ReadProfile returns the text of a built-in profile.
func ReadProfile(name string) ([]byte, bool) { return read("profiles/" + name + ".yaml") }

// ReadWeather returns the text of a built-in weather file.
func ReadWeather(name string) ([]byte, bool) { return read("weather/" + name + ".yaml") }

// File returns the path of a built-in scenario as messages show it.
func File(name string) string { return "scenarios/" + name + ".yaml" }

// ProfileFile returns the path of a built-in profile as messages show it.
func ProfileFile(name string) string { return "scenarios/profiles/" + name + ".yaml" }

// WeatherFile returns the path of a built-in weather file as messages show it.
func WeatherFile(name string) string { return "scenarios/weather/" + name + ".yaml" }

// Sorts lists the sorts of files that have a JSON Schema.
func Sorts() []string { return []string{"scenario", "profile", "weather", "log"} }

// SchemaFile returns the path of a sort's JSON Schema, which lies beside the files of the sort.
func SchemaFile(sort string) string {
	switch sort {
	case "profile":
		return "scenarios/profiles/roomsim-profile.schema.json"
	case "weather":
		return "scenarios/weather/roomsim-weather.schema.json"
	case "log":
		return "scenarios/logs/roomsim-log.schema.json"
	}
	return "scenarios/roomsim.schema.json"
}

// Schema returns the JSON Schema of a sort of files.
func Schema(sort string) []byte {
	text, ok := read(strings.TrimPrefix(SchemaFile(sort), "scenarios/"))
	if !ok {
		panic("scenarios: no schema of the sort " + sort)
	}
	return text
}

func read(path string) ([]byte, bool) {
	text, err := files.ReadFile(path)
	return text, err == nil
}

func list(dir string) []string {
	entries, err := files.ReadDir(dir)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names) // by name: ReadDir sorts case2-2026.yaml before case2.yaml
	return names
}
