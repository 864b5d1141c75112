package when

import (
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// places are what zones are known by beside their own cities.
var places = map[string]string{
	"munich": "Europe/Berlin", "münchen": "Europe/Berlin", "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin", "cologne": "Europe/Berlin", "köln": "Europe/Berlin",
	"germany": "Europe/Berlin", "france": "Europe/Paris", "spain": "Europe/Madrid", "italy": "Europe/Rome", "poland": "Europe/Warsaw", "wien": "Europe/Vienna",
	"zürich": "Europe/Zurich", "uk": "Europe/London", "geneva": "Europe/Zurich", "barcelona": "Europe/Madrid", "milan": "Europe/Rome",
	"san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "california": "America/Los_Angeles", "portland": "America/Los_Angeles",
	"boston": "America/New_York", "washington": "America/New_York", "atlanta": "America/New_York", "austin": "America/Chicago", "dallas": "America/Chicago",
	"bangalore": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "india": "Asia/Kolkata", "beijing": "Asia/Shanghai", "japan": "Asia/Tokyo",
	"eastern": "America/New_York", "pacific": "America/Los_Angeles", "mountain": "America/Denver", "central": "America/Chicago",
}

// cities maps the places of all zones, in lower case, to zones.
var cities = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, zone := range stamp.Zones() {
		city := strings.ToLower(strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " "))
		if all[city] == "" {
			all[city] = zone
		}
		all[strings.ToLower(zone)] = zone
	}
	maps.Copy(all, places)
	return all
})

// zone reads a zone at the beginning of tokens: an offset, a city, a zone of the
// database, or the short name of one that means one offset.
func (r reader) zone(toks []token) (zone *time.Location, used int) {
	if len(toks) == 0 {
		return nil, 0
	}
	first := toks[0]
	if first.kind == tokenOffset {
		if zone, err := stamp.ParseZone(first.text); err == nil {
			return zone, 1
		}
		return nil, 0
	}
	if first.kind != tokenWord {
		return nil, 0
	}
	if len(toks) > 1 && toks[1].kind == tokenOffset && (first.text == "utc" || first.text == "gmt") {
		if zone, err := stamp.ParseZone(toks[1].text); err == nil {
			return zone, 2
		}
	}
	for n := min(3, len(toks)); n > 0; n-- {
		name := strings.ToLower(r.words(toks[:n]))
		if known := cities()[name]; known != "" {
			if zone, err := stamp.ParseZone(known); err == nil {
				return zone, n
			}
		}
	}
	name := strings.ToUpper(first.text)
	if len(name) < 3 && name != "Z" || len(name) > 4 || fillers[first.text] || unitWords[first.text].many > 0 {
		return nil, 0
	}
	if zone, err := stamp.ParseZone(name); err == nil && !strings.Contains(zone.String(), "/") {
		return zone, 1
	}
	return nil, 0
}
