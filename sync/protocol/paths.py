"""Where each message goes. Protocol room: imports nothing but shop.domain.

Every path below is signed per device except ENROL and HEALTH (`sync.protocol.auth`).
"""

ENROL = "/v1/enrol"  # POST EnrolRequest → EnrolAnswer
HANDSHAKE = "/v1/journal/head"  # GET → Handshake
JOURNAL = "/v1/journal"  # POST Batch (zstd) → BatchAnswer;  GET ?epoch=&after=&limit= → Batch (own)
FEED = "/v1/feed"  # GET ?timeline=&after=&limit= → FeedPage
SNAPSHOT = "/v1/snapshot"  # GET → SnapshotInfo
SNAPSHOT_FILE = "/v1/snapshot/{name}"  # GET, Range honoured → zstd bytes
EVENTS = "/v1/events"  # GET ?skus=a,b → SSE: "more" (cursor), "stock" (StockFigure), "beat" (time)
STOCK = "/v1/stock"  # POST StockQuestion → StockAnswer
ORDERS = "/v1/orders"  # POST PlaceOrder → PlaceOrderAnswer
HOLDS = "/v1/holds"  # POST TakeHold → HoldAnswer
HOLD = "/v1/holds/{hold}"  # GET → HoldAnswer
EXTEND = "/v1/holds/{hold}/extend"  # POST ExtendHold → HoldAnswer
RELEASE = "/v1/holds/{hold}/release"  # POST ReleaseHold → HoldAnswer
ORDER_STATUS = "/v1/orders/{order}"  # GET → OrderStatusAnswer
PURCHASE = "/v1/purchases"  # GET ?receipt=[&entry_tag= | &hash_start=] | ?order= → PurchaseAnswer
RETURNS = "/v1/returns"  # POST AuthoriseReturn → 204
EXCEPTIONS = "/v1/exceptions"  # GET ?wanted=&cause=&skip=&limit= → ExceptionPage (own store)
SETTLE = "/v1/exceptions/settle"  # POST SettleException → StoreException
TERMINALS = "/v1/terminals"  # GET → StoreHealth (own store)
STATUS = "/v1/status"  # POST TerminalStatus → 204
HEALTH = "/health"  # GET → 200
