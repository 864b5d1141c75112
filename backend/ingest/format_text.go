package ingest

// textFormat is what is left: lines without a time that anybody could recognise.
// Each line that is not indented is an entry, as are no others.
var textFormat = format{
	name: "text", title: "Plain text",
	plural:  "lines without a time",
	samples: []string{"Restarted the payment gateway and watched the queue drain."},
}
