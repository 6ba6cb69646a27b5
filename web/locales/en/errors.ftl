# Pages for what went wrong.
missing-title = This page does not exist
missing-sentence = The address may be miscopied, or what it showed was removed. If you may not see something, the answer is the same.
refused-title = This is not possible
often-title = Too many tries
often-sentence = { $minutes ->
    [one] Wait one minute, then try again. Nothing is lost.
   *[other] Wait { $minutes } minutes, then try again. Nothing is lost.
}
large-title = This is too big
large-sentence = What you sent is larger than allowed. Choose a smaller picture or a shorter text.
foreign-title = This request comes from elsewhere
foreign-sentence = The form was sent from another site, or by a browser that hides where it comes from. Open this page from this site and try again.
busy-title = The site is busy
busy-sentence = Nothing was saved. Wait a moment, then try again.
full-title = The server has no room left
full-sentence = Nothing was saved. Tell the person who administers the site.
fault-title = Something went wrong
fault-sentence = It is not your doing. Try again in a moment. If it lasts, give this number to the person who administers the site.
fault-number = Number: { $number }
