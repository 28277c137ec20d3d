/// The metadata of the pages of `FeedFixture.newsroom()`, read line by line before they were put here.
enum GoldenHeads {
  static let home =
    #"""
    <meta name="description" content="News from the harbour.">
    <link rel="canonical" href="https://courier.example/news/">
    <meta name="robots" content="max-image-preview:large">
    <link rel="next" href="https://courier.example/news/page/2/">
    <link rel="alternate" type="application/rss+xml" title="Harbour &amp; Courier" href="https://courier.example/news/rss.xml">
    <meta property="og:site_name" content="Harbour &amp; Courier">
    <meta property="og:type" content="website">
    <meta property="og:title" content="Harbour &amp; Courier">
    <meta property="og:description" content="News from the harbour.">
    <meta property="og:url" content="https://courier.example/news/">
    <meta property="og:image" content="https://courier.example/news/logo.png">
    <meta property="og:image:type" content="image/png">
    <meta property="og:image:width" content="144">
    <meta property="og:image:height" content="144">
    <meta property="og:image:alt" content="Courier">
    <meta name="twitter:card" content="summary">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","@id":"https://courier.example/news/#website","name":"Harbour \u0026 Courier","description":"News from the harbour.","url":"https://courier.example/news/","inLanguage":"en","publisher":{"@id":"https://courier.example/news/#publisher"}},{"@type":"NewsMediaOrganization","@id":"https://courier.example/news/#publisher","name":"Harbour \u0026 Courier","url":"https://courier.example/news/","logo":{"@type":"ImageObject","url":"https://courier.example/news/logo.png","width":144,"height":144},"correctionsPolicy":"https://courier.example/news/corrections-policy/","masthead":"https://courier.example/news/masthead/","sameAs":["https://social.example/@courier"]},{"@type":"CollectionPage","name":"Harbour \u0026 Courier","description":"News from the harbour.","url":"https://courier.example/news/","inLanguage":"en","isPartOf":{"@id":"https://courier.example/news/#website"},"mainEntity":{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"url":"https://courier.example/news/world/clash/","name":"Mayor \u0026 council \u003cclash\u003e"},{"@type":"ListItem","position":2,"url":"https://courier.example/news/world/bridge/","name":"Bridge]]\u003e shut"}]}}]}</script>

    """#

  static let author =
    #"""
    <link rel="canonical" href="https://courier.example/news/authors/ana-silva/">
    <meta name="robots" content="max-image-preview:large">
    <link rel="alternate" type="application/rss+xml" title="Ana Silva" href="https://courier.example/news/authors/ana-silva/rss.xml">
    <link rel="alternate" type="application/atom+xml" title="Ana Silva" href="https://courier.example/news/authors/ana-silva/atom.xml">
    <link rel="alternate" type="application/feed+json" title="Ana Silva" href="https://courier.example/news/authors/ana-silva/feed.json">
    <meta property="og:site_name" content="Harbour &amp; Courier">
    <meta property="og:type" content="profile">
    <meta property="og:title" content="Ana Silva">
    <meta property="og:url" content="https://courier.example/news/authors/ana-silva/">
    <meta property="og:image" content="https://courier.example/news/logo.png">
    <meta property="og:image:type" content="image/png">
    <meta property="og:image:width" content="144">
    <meta property="og:image:height" content="144">
    <meta property="og:image:alt" content="Courier">
    <meta name="twitter:card" content="summary">
    <meta name="fediverse:creator" content="@ana@social.example">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"ProfilePage","url":"https://courier.example/news/authors/ana-silva/","inLanguage":"en","mainEntity":{"@type":"Person","name":"Ana Silva","url":"https://courier.example/news/authors/ana-silva/","jobTitle":"Editor","sameAs":["https://social.example/@ana"],"worksFor":{"@id":"https://courier.example/news/#publisher"}}}]}</script>

    """#

  static let article =
    #"""
    <meta name="description" content="Nobody said &quot;5 &lt; 6&quot; &amp; meant it.&lt;/script&gt;">
    <link rel="canonical" href="https://courier.example/news/world/clash/">
    <meta name="robots" content="max-image-preview:large">
    <meta property="og:site_name" content="Harbour &amp; Courier">
    <meta property="og:type" content="article">
    <meta property="og:title" content="Mayor &amp; council &lt;clash&gt;">
    <meta property="og:description" content="Nobody said &quot;5 &lt; 6&quot; &amp; meant it.&lt;/script&gt;">
    <meta property="og:url" content="https://courier.example/news/world/clash/">
    <meta property="og:image" content="https://courier.example/news/world/clash/st%C3%A4dt.jpg">
    <meta property="og:image:type" content="image/jpeg">
    <meta property="og:image:width" content="1600">
    <meta property="og:image:height" content="900">
    <meta property="og:image:alt" content="The hall">
    <meta property="article:published_time" content="2026-11-20T09:29:59Z">
    <meta property="article:author" content="https://courier.example/news/authors/ana-silva/">
    <meta property="article:author" content="https://courier.example/news/authors/bo/">
    <meta property="article:section" content="World">
    <meta property="article:tag" content="harbour">
    <meta property="article:tag" content="R&amp;D">
    <meta name="twitter:card" content="summary_large_image">
    <meta name="fediverse:creator" content="@ana@social.example">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"AnalysisNewsArticle","headline":"Mayor \u0026 council \u003cclash\u003e","description":"Nobody said \"5 \u003c 6\" \u0026 meant it.\u003c/script\u003e","url":"https://courier.example/news/world/clash/","mainEntityOfPage":"https://courier.example/news/world/clash/","datePublished":"2026-11-20T09:29:59Z","dateModified":"2026-11-20T09:29:59Z","inLanguage":"en","isAccessibleForFree":true,"copyrightNotice":"CC0","author":[{"@type":"Person","name":"Ana Silva","url":"https://courier.example/news/authors/ana-silva/"},{"@type":"Person","name":"Bo \"Boy\" Lindqvist","url":"https://courier.example/news/authors/bo/"}],"publisher":{"@type":"NewsMediaOrganization","@id":"https://courier.example/news/#publisher","name":"Harbour \u0026 Courier","url":"https://courier.example/news/","logo":{"@type":"ImageObject","url":"https://courier.example/news/logo.png","width":144,"height":144},"correctionsPolicy":"https://courier.example/news/corrections-policy/","masthead":"https://courier.example/news/masthead/","sameAs":["https://social.example/@courier"]},"image":[{"@type":"ImageObject","url":"https://courier.example/news/world/clash/st%C3%A4dt.jpg","width":1600,"height":900,"caption":"The \u003cold\u003e hall","creditText":"Ana"}],"articleSection":"World","keywords":["harbour","R\u0026D"],"wordCount":476,"timeRequired":"PT2M","digitalSourceType":"https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource","commentCount":1,"interactionStatistic":{"@type":"InteractionCounter","interactionType":"https://schema.org/ViewAction","userInteractionCount":12},"isBasedOn":{"@type":"CreativeWork","name":"Bay Post","url":"https://bay.example/a?b=c\u0026d=e"}},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Home","item":"https://courier.example/news/"},{"@type":"ListItem","position":2,"name":"World","item":"https://courier.example/news/world/"},{"@type":"ListItem","position":3,"name":"Mayor \u0026 council \u003cclash\u003e","item":"https://courier.example/news/world/clash/"}]}]}</script>

    """#

  static let foreign =
    #"""
    <link rel="canonical" href="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/">
    <meta name="robots" content="max-image-preview:large">
    <meta property="og:site_name" content="Harbour &amp; Courier">
    <meta property="og:type" content="article">
    <meta property="og:title" content="بندر بسته شد">
    <meta property="og:url" content="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/">
    <meta property="og:image" content="https://courier.example/news/logo.png">
    <meta property="og:image:type" content="image/png">
    <meta property="og:image:width" content="144">
    <meta property="og:image:height" content="144">
    <meta property="og:image:alt" content="Courier">
    <meta property="article:published_time" content="2026-07-02T14:46:40+01:00">
    <meta name="twitter:card" content="summary">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"بندر بسته شد","url":"https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/","mainEntityOfPage":"https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/","datePublished":"2026-07-02T14:46:40+01:00","dateModified":"2026-07-02T14:46:40+01:00","inLanguage":"prs","isAccessibleForFree":true,"copyrightNotice":"CC0","author":[{"@type":"NewsMediaOrganization","name":"Harbour \u0026 Courier","url":"https://courier.example/news/"}],"publisher":{"@type":"NewsMediaOrganization","@id":"https://courier.example/news/#publisher","name":"Harbour \u0026 Courier","url":"https://courier.example/news/","logo":{"@type":"ImageObject","url":"https://courier.example/news/logo.png","width":144,"height":144},"correctionsPolicy":"https://courier.example/news/corrections-policy/","masthead":"https://courier.example/news/masthead/","sameAs":["https://social.example/@courier"]},"wordCount":476,"timeRequired":"PT2M"}]}</script>

    """#

  static let page =
    #"""
    <link rel="canonical" href="https://courier.example/news/about/">
    <meta name="robots" content="max-image-preview:large">
    <meta property="og:site_name" content="Harbour &amp; Courier">
    <meta property="og:type" content="website">
    <meta property="og:title" content="About">
    <meta property="og:url" content="https://courier.example/news/about/">
    <meta property="og:image" content="https://courier.example/news/logo.png">
    <meta property="og:image:type" content="image/png">
    <meta property="og:image:width" content="144">
    <meta property="og:image:height" content="144">
    <meta property="og:image:alt" content="Courier">
    <meta name="twitter:card" content="summary">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"About","url":"https://courier.example/news/about/","inLanguage":"en","isPartOf":{"@id":"https://courier.example/news/#website"}}]}</script>

    """#

  static let hidden =
    #"""
    <meta name="robots" content="noindex">

    """#
}
