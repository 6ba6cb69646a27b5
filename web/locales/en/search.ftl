# Looking for something.
search-title = Search
search-label = What are you looking for?
search-hint = A group, a discussion, a rendezvous, a person, or an address such as @name@example.org
search-do = Search
search-open = Search
search-cut = This is long: only the first { $max } characters were looked for.
search-too-short = Write at least two letters.
search-none = Nothing matches
search-none-sentence = Try another word, or just one. Only what you may read is found here.
search-elsewhere = On another server
search-elsewhere-what = This looks like an address of another server. It is only asked if you say so.
search-elsewhere-look = See this account
search-groups = Groups
search-topics = Discussions
search-topic-in = { $group }, { $when }
search-rendezvous = Coming rendezvous
search-people = { $kind ->
    [federation] Members of the federation
    [local] Members of the union
    [association] Members of the association
   *[section] Members of the section
}
