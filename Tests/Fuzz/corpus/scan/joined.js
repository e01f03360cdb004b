1"https://a.example/authorize?response_type=code" +
  "&client_id=" + id(x, "y") + "&state=" + s;