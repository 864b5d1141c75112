package raw

// conversation is the incident's channel as it was copied out of Slack's window
// in Berlin: an author's line, the time below it, follow-ups under a bare time,
// reactions, a reply count, and a day at the top that names no year. Nothing in
// it says which zone its times are in.
const conversation = `Friday, November 14th
Dana Okafor
  11:02 AM
Seeing 500s when people press “Place order”. Four tickets in the last minute. Is anyone deploying?
:eyes:
3
Priya Nair
  11:03 AM
Looking. No deploy since 10:12, the export job
11:03
It is every order, not some of them. I am taking the lead on this one, please keep everything in this channel
:raised_hands:
2
Lee Brandt
  11:03 AM
The database is up, connections are fine. Reading its log
Dana Okafor
  11:04 AM
Browsing and carts work. Only the last step fails. 31 tickets now, the macro says “we know, your cart is kept”
:heart:
1
Lee Brandt
  11:05 AM
ERROR: integer out of range, on the insert into orders. All of them
11:06
checking the sequence
incident-bot
APP  11:08 AM
Reminder: time for a situation report
Priya Nair
  11:08 AM
SITREP: no order can be placed since about 11:02. Carts are kept. Database refuses the insert. Cause being looked at by Lee. Next report 11:20
Lee Brandt
  11:09 AM
It is the key. orders.id is an int and the sequence is at 2147483647. We have seen this before: line_items in March 2023, cart_events last August
:exploding_head:
5
4 replies
Last reply today at 11:31 AMView thread
Priya Nair
  11:10 AM
There are 54 million orders. How are we at two billion ids?
Lee Brandt
  11:10 AM
Not sure yet. Let me first find out how long widening takes on this table
Lee Brandt
  11:31 AM
Tried it on last night’s copy: 47 minutes, and nothing can write meanwhile. A new table with a trigger would keep writes alive but there are none to keep alive, and none of us has done it under pressure
11:32
I would alter in place, now
Priya Nair
  11:32 AM
Agreed. Orders are down either way and this is the road we know. Go
Lee Brandt
  11:33 AM
Running
Dana Okafor
  11:34 AM
Telling shops that use the API: about an hour
:pray:
2
Hanna Lind
  11:41 AM
Can we keep the carts from expiring at noon? The cleanup takes everything older than 24 h
Priya Nair
  11:44 AM
Good catch. Cleanup is off until tomorrow
:white_check_mark:
4
incident-bot
APP  11:50 AM
Reminder: time for a situation report
Priya Nair
  11:51 AM
SITREP: orders.id is being widened, about 35 minutes to go. Carts are safe, cleanup is off. Export job is scaled to 0. Next report 12:15
Lee Brandt
  12:03 PM
Found where the ids went. The export job upserts every order it has already sent, and an upsert takes a number from the sequence even when it only updates. 9,300 a second since 10:12
:bulb:
6
12:04
So the job ate in fifty minutes what would have lasted about six weeks. We were close anyway, we just did not know
Priya Nair
  12:15 PM
SITREP: table is at about 85 %. First orders expected before 12:30
Lee Brandt
  12:24 PM
ALTER is done. Restarting the API’s connections
12:24
writes are back. watching
:tada:
7
Dana Okafor
  12:26 PM
Confirmed from outside, my test order went through
Dana Okafor
  12:38 PM
Mailed everyone whose cart was waiting. 1,260 of them, in German and English
:green_heart:
5
Priya Nair
  12:40 PM
Resolved at 12:24. Thank you all. I am starting the retrospective and will ask each of you for what is missing in it. Nobody did anything wrong here, so please write down what you really saw
`
