package raw

import (
	"fmt"
	"strings"
	"time"
)

// saidFirst and saidSecond are what was said in the two recordings of the debrief: the
// place in the recording, who speaks, and the words.
const saidFirst = `0:02 Ines: Good afternoon, everybody. I am Ines, from Payments. I was not part of this, so I will ask the questions that nobody asks any more.
0:11 Ines: It runs fifty minutes. Tomasz writes along, and it is recorded: half of support is on shift and watches it on Monday.
0:21 Ines: One rule before we begin. Everybody did what made sense with what they knew then. We ask how, and not who.
0:33 Ines: Who has not read the document? Nobody? Good, then we do not read it aloud.
0:46 Priya: The agenda went out last night. If a time in it looks wrong to you, say so when we get there.
0:58 Ines: Lee, you were closest to it. Would you tell us the morning in your own words?
1:22 Lee: Sure. Shortly after ten, UTC, the database began to refuse orders. Every insert, with the same message: integer out of range.
1:38 Lee: I read the log first, then I asked the sequence. It stood at two billion one hundred and forty-seven million. That is where an int ends.
1:55 Lee: If you ask me where to dive in: at the first failed insert. Not at the deploy. The deploy only made it happen that day.
2:08 Dana: And what would have been the day without the job?
2:12 Lee: Six weeks later or so. In the week of the sales.
2:18 Hanna: That is worse.
2:21 Lee: That is worse, yes.
2:40 Lee: Then I tried the change on a copy. Forty-seven minutes. We talked about a second table, and decided to lock the one that we have.
3:02 Priya: I should say that I decided that. Orders were down either way, and it was the road that we knew.
3:20 Ines: Thank you. We will come back to that road. Is there anything in the morning that is not on the timeline?
3:41 Dana: What we told people is missing, mostly. I will say it when it comes.
5:46 Ines: Then event by event. Only what is missing, wrong, or surprised you.
6:10 Hanna: The chart at the top surprised me. It says eleven. I thought it was in UTC?
6:19 Priya: It is in Berlin time, and it does not say so. I will replace it.
7:30 Ines: Ten oh nine: “the key is an int”. That is when we knew?
9:12 Ines: Lee, was it ten oh nine?
9:20 Lee: Earlier. I asked the sequence at ten oh six and thirty seconds, it is in the log of the database.
9:31 Lee: At ten oh nine I had typed it. Between that I was looking up what we did in 2023.
9:44 Priya: So two and a half minutes of that were finding our own notes. That is worth a line.
10:20 Tomasz: I have it. Ten oh six thirty.
12:05 Ines: Next is the situation report at ten oh eight. Was that the first that anybody outside of the channel heard?
14:18 Dana: No. We changed the status page at ten seventeen.
14:26 Dana: It said that orders cannot be placed and that carts are safe. It was never said in the channel, so it is nowhere here.
14:40 Priya: I did not know that until today. I thought nobody had told customers before half past.
14:52 Dana: Nobody asked us, so we did not wait.
15:01 Ines: That goes under what went well.
16:50 Hanna: The shops that order through the API, at ten thirty-four. Who told them?
17:02 Hanna: And from what list? I count thirty-eight in the contract system, and the mail went to twenty-nine.
17:16 Dana: It was me, from the list that support keeps. I do not know which one is right.
17:27 Ines: Tomasz, please write that down as a question. Nobody has to answer it now.
19:40 Ines: Ten thirty-three, the table is locked for fifty-one minutes. What did somebody see who only wanted to look at an order?
20:12 Lee: I would have said nothing: the table was locked.
20:22 Hanna: No, order pages could be read. I looked at one while it ran.
20:31 Priya: They come from the cache, not from the table. Right. Then “no order could be read” is wrong in my draft.
21:34 Tomasz: Can I ask about something else? Would random ids have spared us all of this?
21:44 Ines: That is a topic of its own. We park it, and come back to it if there is time.
22:22 Ines: The part that I am here for. It was the third time. How did it make sense to widen one table each time?
22:50 Lee: In 2023 I had the ticket. It said line items. I widened line items.
23:30 Ines: What did the ticket look like?
23:36 Lee: One line. A table, a column, and a date.
25:20 Priya: And why was it one table each time? I read both retrospectives yesterday. Both say “check the others”.
25:34 Priya: One had an owner who had left by spring. The other one never had a week.
26:10 Ines: What would have shown you the others?
26:18 Lee: A list. How far each key is. It takes one query, I ran it last night for the first time.
27:02 Ines: That is a good place for a break. Four minutes, and please do bring water.`

const saidSecond = `0:03 Ines: It is recording again. We were with the ticket, and Lee had run the query.
0:14 Lee: Yes. Four keys are past a half. The next one is stock moves, at seventy-nine per cent.
0:26 Hanna: When would that have been?
0:29 Lee: In fourteen months, if nothing changes.
1:18 Ines: Lee, back then, with the ticket in front of you. What did you see?
1:27 Lee: I had an hour and a ticket for one column. Nothing in front of me said there were more.
1:39 Lee: It was done before lunch. It felt like a good morning.
1:52 Priya: It was a good morning. I would have done the same, and I approved it.
2:30 Ines: So what about the ticket itself, as a thing?
3:48 Priya: It asks for one column, so it gets one column. Nothing on it asks where else.
4:02 Ines: Say that once more, slowly, for Tomasz.
4:08 Priya: A ticket for one column leads to one column: nothing on it asks where else.
4:40 Dana: We have that in support as well. We answer the ticket, and not the ten that are like it.
5:36 Hanna: So it is not about databases.
5:39 Lee: No. It is about what a fix looks like when it is over.
6:58 Ines: Then remediations. First everything that comes to mind, then what we really do.
7:40 Lee: The list of keys on a page that somebody looks at.
8:02 Priya: Nobody looks at pages. An alert.
8:26 Lee: An alert, then, when seventy per cent of a key's range is used. That leaves a year for most of them.
8:41 Ines: Who takes it?
8:43 Lee: I do. It is small.
9:58 Priya: Widening the others stands under “if we have time”. With stock moves at seventy-nine per cent I would not leave it there.
10:18 Lee: No. It moves up, and I take it. Then it has a week, and not only an owner.
10:40 Ines: Is it agreed? I see nods. Agreed.
12:20 Dana: One from us. Whoever speaks with customers posts what they said in the channel, too.
12:40 Hanna: Then Priya would have known of the status page.
12:46 Dana: And I would have known that the cause was found.
12:58 Ines: Does anybody object? Then that is decided.
13:36 Priya: And I replace the chart that is in Berlin time, before this goes out.
14:36 Ines: To the end. How was this for you? One word from each.
14:52 Lee: Relieved.
15:10 Priya: Relieved, too.
15:24 Dana: Awake.
15:31 Hanna: Curious.
15:58 Tomasz: Thirsty.
16:06 Ines: Done. Thank you, all of you. Priya reads out what goes into the document, and then you have your Friday back.
16:58 Priya: I write it down while you are still here, so that you can stop me.
19:40 Priya: That is all of it. Thank you.`

// fullNames are those under which people join a call.
var fullNames = map[string]string{
	"Ines": "Ines Moreau", "Lee": "Lee Brandt", "Priya": "Priya Nair", "Dana": "Dana Okafor", "Hanna": "Hanna Lind", "Tomasz": "Tomasz Wilk",
}

// How fast people speak, and how short a caption may stand.
const (
	perLetter = 66 * time.Millisecond
	leastCue  = 1200 * time.Millisecond
)

// transcript writes what was said as Zoom does: WebVTT, with the speaker before the
// words. Nobody begins to speak on a full second.
func transcript(said string) ([]byte, error) {
	type cue struct {
		from      time.Duration
		who, text string
	}
	var cues []cue
	for line := range strings.Lines(said) {
		var minutes, seconds int
		if _, err := fmt.Sscanf(line, "%d:%d ", &minutes, &seconds); err != nil {
			return nil, fmt.Errorf("read %q: %w", line, err)
		}
		_, spoken, _ := strings.Cut(strings.TrimSpace(line), " ")
		who, text, _ := strings.Cut(spoken, ": ")
		late := time.Duration(len([]rune(text))*37%900) * time.Millisecond
		cues = append(cues, cue{time.Duration(minutes)*time.Minute + time.Duration(seconds)*time.Second + late, fullNames[who], text})
	}
	stamp := func(at time.Duration) string { return time.UnixMilli(at.Milliseconds()).UTC().Format("15:04:05.000") }
	var out strings.Builder
	out.WriteString("WEBVTT\n")
	for i, c := range cues {
		to := c.from + max(leastCue, time.Duration(len([]rune(c.text)))*perLetter)
		if i+1 < len(cues) {
			to = min(to, cues[i+1].from)
		}
		fmt.Fprintf(&out, "\n%d\n%s --> %s\n%s: %s\n", i+1, stamp(c.from), stamp(to), c.who, c.text)
	}
	return []byte(out.String()), nil
}
